"""Many requests at once, by several processes or machines.

`processes.answers` maps one generation into several processes, `cluster.answers` divides it among
the workers of a Dask cluster by `shards`; both give what `Matcher.match` would, in the order of the
requests. `kurzweg match` comes in here; apps ask `kurzweg.engine.match`.
"""
