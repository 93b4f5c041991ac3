"""What every floor may use: time, identity, refusals, text bounds and the plain facts that leave models."""
