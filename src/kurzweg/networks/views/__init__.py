"""HTTP for networks and for the organisations that belong to them."""
