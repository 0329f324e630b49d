"""What our adapter sends to publiq and needs back, recorded, and held against the contracts."""
