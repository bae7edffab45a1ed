using Xunit.Sdk;
using Xunit.v3;

namespace Ms2Lab.Tests;

/// <summary>Starts with the last labs, which wait longest for servers to come round: no run ends with one of them alone.</summary>
public sealed class LastLabFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(c => c.TestCollectionDisplayName, StringComparer.Ordinal)];
}
