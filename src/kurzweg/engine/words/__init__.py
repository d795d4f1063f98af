"""Words: of running text, of names, of vocabularies; which are alike and which mean the same."""
