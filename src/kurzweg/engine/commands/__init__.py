"""Commands that need the engine only: no Django, no database."""
