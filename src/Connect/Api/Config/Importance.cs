namespace Ms2Lab.Connect.Api;

/// <summary>How important a setting is to its users.</summary>
public enum Importance
{
    /// <summary>Everybody has to think about it.</summary>
    High,

    /// <summary>Many adapt it.</summary>
    Medium,

    /// <summary>Few touch it.</summary>
    Low,
}
