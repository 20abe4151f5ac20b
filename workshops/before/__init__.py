"""What comes before a workshop: its series, citizens who plan one, the agenda, the list before publishing, registration."""
