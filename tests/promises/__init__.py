"""What the product promises, shown by tests that turn red when a lock is taken off.

The authorisation matrix calls every route with every method as eleven principals, with objects of
five relations in each part of the address; its parts are

    world.py        two mirrored networks and who looks at them
    canaries.py     a unique mark in every text, and who may see which
    samples/        per app: rows for the routes' parameters, forms, who may see which field
    cells.py        which calls there are, and what each must answer
    oracles.py      what is looked at after each call
    test_matrix.py  the calls
"""
