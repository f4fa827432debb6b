"""What installing and uninstalling does beyond the GenericSetup profiles."""
