// Every test starts processes that use a core each: side by side they only slow each other down.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
