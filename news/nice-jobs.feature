Regular jobs run with less priority than what people wait for.
