"""Records made of arrays, in memory and in files, and loops over them as machine code."""
