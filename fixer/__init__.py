"""What separates a model's CloudFormation template from the right one, and how to close the gap."""

__version__ = "0.1.0"
