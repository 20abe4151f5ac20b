"""Rooms of the city that workshops and residents' groups book by the hour."""
