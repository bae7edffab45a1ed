namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary>Which half of a record a transform works on: the <c>$Key</c> or the <c>$Value</c> class.</summary>
public enum RecordPart
{
    /// <summary>The key.</summary>
    Key,

    /// <summary>The value.</summary>
    Value,
}
