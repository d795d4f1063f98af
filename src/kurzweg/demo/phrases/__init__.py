"""The words: one table for those who offer, another for those who look for something."""
