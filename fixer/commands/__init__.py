"""The commands of the command line, a file for each; loaded when one is called."""
