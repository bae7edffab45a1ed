namespace Ms2Lab.Chaos.Tests;

/// <summary>Which half of the rounds a test class plays.</summary>
public interface IChaosHalf
{
    /// <summary>0 for the first, third, fifth round; 1 for the others.</summary>
    static abstract int Remainder { get; }
}
