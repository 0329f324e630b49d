"""The command line: the one place that knows both adapters and simulator."""
