"""The governance school (협치학교): courses, who attended, who completed them."""
