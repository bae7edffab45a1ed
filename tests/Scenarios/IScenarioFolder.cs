namespace Ms2Lab.Scenarios.Tests;

/// <summary>Which scenarios a test class plays.</summary>
public interface IScenarioFolder
{
    /// <summary>The folder below the recordings.</summary>
    static abstract string Folder { get; }

    /// <summary>Which of its scenarios; all of them by default.</summary>
    static virtual IEnumerable<string> Choose(IEnumerable<string> scenarios) => scenarios;
}
