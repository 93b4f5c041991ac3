"""A small stand-in for the sandbox: the control API over an invented foundry."""
