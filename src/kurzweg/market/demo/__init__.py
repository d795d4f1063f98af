"""What of the market the invented region shows: offers, needs, and which answers which."""
