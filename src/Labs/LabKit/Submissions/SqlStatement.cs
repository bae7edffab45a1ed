namespace Ms2Lab.Labs.LabKit.Submissions;

/// <summary>One statement of a submitted SQL script.</summary>
/// <param name="File">The script.</param>
/// <param name="Text">The statement, without its semicolon and without comments before it.</param>
public sealed record SqlStatement(SubmissionFile File, string Text);
