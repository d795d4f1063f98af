"""Kurzweg: every need in a region finds who can fill it, and the shortest way to them."""

__version__ = "0.1.0"
