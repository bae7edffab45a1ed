namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>What becomes of a source task's transaction now.</summary>
internal enum TransactionStep
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>Its records and positions are committed.</summary>
    Commit,

    /// <summary>Its records are taken back; the positions are committed all the same, or the task would give the same records for ever.</summary>
    Abort,
}
