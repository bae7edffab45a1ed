namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>How records become rows (<c>insert.mode</c>).</summary>
internal enum InsertMode
{
    /// <summary>A new row each.</summary>
    Insert,

    /// <summary>A new row, or new values for the row of the same key.</summary>
    Upsert,

    /// <summary>New values for the row of the same key, if there is one.</summary>
    Update,
}
