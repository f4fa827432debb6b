Open figures of the network (`@figures`) as JSON and CSV; groups of fewer than five people or municipalities are not told, nor what would give them away.
