"""From a request to the few hundred documents that have most in common with it.

`query.Query` reads the request, `channels.words` says how much of it a document says, between 0
and 1 and whoever else is there, and `first_stage.ByPostings` finds the rows that are worth asking.
Apps have no door here: who wants matches asks `kurzweg.engine.match`.
"""
