"""What a project settles for itself: settings from TOML texts and options, and what they do to rules and issues."""
