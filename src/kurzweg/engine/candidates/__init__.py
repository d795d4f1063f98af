"""From a request to the few hundred documents that have most in common with it."""
