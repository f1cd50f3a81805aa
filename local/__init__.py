"""The local AWS: starts an emulator, deploys the real stack to it and shows it (`make demo`)."""
