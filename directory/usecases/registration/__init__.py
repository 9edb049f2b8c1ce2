"""Registering an activity: typed answers -> a draft -> a submission, with everything that helps on the way."""
