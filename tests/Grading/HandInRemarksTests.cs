using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.Grading.Tests;

public sealed class HandInRemarksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // Put together here, so that no scanner takes this file for a leak.
    public static TheoryData<string, string> Secrets => new()
    {
        { "-----BEGIN RSA PRIVATE " + "KEY-----", "a private key" },
        { "aws_id = AKIA" + "ABCDEFGHIJKLMNOP", "a key of AWS" },
        { "AIza" + new string('x', 35), "a key of Google's APIs" },
        { "ghp_" + new string('x', 36), "a token of GitHub" },
        { "\"Api secret\": \"" + new string('x', 64) + "\"", "a secret of Confluent Cloud" },
        { "'sasl.password': '" + new string('x', 64) + "'", "a secret of Confluent Cloud" },
    };

    [Theory]
    [MemberData(nameof(Secrets))]
    public void A_secret_is_named_with_its_place_and_never_shown(string secret, string kind)
    {
        _folder.File("MS2/cred.json", $"first line\n{secret}\n");

        HandInRemarks.On(Submission.Open(_folder.Path)).Should().Equal($"MS2/cred.json, line 2: this looks like {kind}. It is known to whoever has the hand-in: revoke it.");
    }

    [Fact]
    public void The_labs_own_passwords_are_public()
    {
        _folder.File("a.json", """{"connection.password": "sofe4630u", "sasl.password": "sofe4630u"}""");

        HandInRemarks.On(Submission.Open(_folder.Path)).Should().BeEmpty();
    }

    [Fact]
    public void What_was_left_out_is_said()
    {
        _folder.File("inner.zip", "whatever");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "meters.sql"), "/etc/passwd");

        HandInRemarks.On(Submission.Open(_folder.Path)).Should().Equal("inner.zip is an archive within the hand-in and was not opened.", "meters.sql is a link and was left out.");
    }

    [Fact]
    public void A_text_that_is_too_large_to_be_read_is_named_and_a_video_is_not()
    {
        _folder.File("dump.sql", new string('x', 2_000_000));
        _folder.File("screen.mp4", new string('x', 2_000_000));

        HandInRemarks.On(Submission.Open(_folder.Path), "all.json", "clip.mp4").Should().Equal("dump.sql is too large for an artifact and was left out.", "all.json is too large for an artifact and was left out.");
    }

    public void Dispose() => _folder.Dispose();
}
