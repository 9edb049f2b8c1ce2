"""Pages of the registration: seven steps, and what stands before, between and after them."""
