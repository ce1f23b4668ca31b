@rem npm's script "sandbox" begins with "exec", so that signals to npm reach the sandbox; Windows finds this in its place.
@%*
