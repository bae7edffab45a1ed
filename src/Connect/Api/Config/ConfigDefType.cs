namespace Ms2Lab.Connect.Api;

/// <summary>The types of settings.</summary>
public enum ConfigDefType
{
    /// <summary>true or false, a <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>Text, a <see cref="string"/> without surrounding white space.</summary>
    String,

    /// <summary>An <see cref="int"/>.</summary>
    Int,

    /// <summary>A <see cref="short"/>.</summary>
    Short,

    /// <summary>A <see cref="long"/>.</summary>
    Long,

    /// <summary>A <see cref="double"/>.</summary>
    Double,

    /// <summary>Texts separated by commas, an <see cref="IReadOnlyList{T}"/> of strings.</summary>
    List,

    /// <summary>A Java class name, a <see cref="string"/>.</summary>
    Class,

    /// <summary>A secret, an <see cref="Api.Password"/>.</summary>
    Password,
}
