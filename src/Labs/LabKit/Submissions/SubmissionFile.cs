namespace Ms2Lab.Labs.LabKit.Submissions;

/// <summary>A text file of a submission.</summary>
/// <param name="Path">Its path within the submission, with forward slashes.</param>
/// <param name="Text">Its content, without a byte order mark.</param>
public sealed record SubmissionFile(string Path, string Text);
