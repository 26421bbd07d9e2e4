"""How the forms' templates write dates, where Django's own way is not ours."""
