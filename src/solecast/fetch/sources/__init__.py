"""One module a service: what to ask, what its answer must look like, how it is kept."""
