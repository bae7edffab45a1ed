using Ms2Lab.Labs.LabKit;

namespace Ms2Lab.Labs;

/// <summary>Finds the image that came back, under the name that the lab's text uses and the one that the original program writes.</summary>
internal static class ReceivedImage
{
    public static readonly IReadOnlyList<string> Names = ["received.jpg", "recieved.jpg"];

    public static string? Find(LabContext lab)
    {
        var written = Names.Select(n => Path.Combine(lab.Workspace, n)).FirstOrDefault(File.Exists);
        var submitted = lab.Submission.Paths.FirstOrDefault(p => Names.Contains(Path.GetFileName(p), StringComparer.OrdinalIgnoreCase));
        return written ?? (submitted is null ? null : lab.Submission.WholePath(submitted));
    }
}
