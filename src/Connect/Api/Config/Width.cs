namespace Ms2Lab.Connect.Api;

/// <summary>How wide a setting's value is when a form asks for it.</summary>
public enum Width
{
    /// <summary>Not stated.</summary>
    None,

    /// <summary>A number or a word.</summary>
    Short,

    /// <summary>A name.</summary>
    Medium,

    /// <summary>A text.</summary>
    Long,
}
