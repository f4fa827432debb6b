"""Operations: what machines tell of the portal."""
