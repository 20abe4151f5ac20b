"""Civic: the participation platform. The Celery application is loaded with Django so that tasks find it."""

from civic.celery import app as celery_app

__all__ = ["celery_app"]
