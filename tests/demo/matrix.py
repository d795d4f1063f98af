"""The demo's door, which is shut when this is not the demo."""

from tests.promises.samples import nobody, sample

sample("demo:enter", may=nobody)
sample("demo:own", form={"back": "1"}, may=nobody)
sample("demo:as", form={"as": "office"}, may=nobody)
