While an application is written, it says that more is asked for than the cap leaves.
