using Ms2Lab.Connect.Runtime.Group;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Connect.Tests.Runtime;

public sealed class GroupProtocolCodecTests
{
    private static readonly WorkerAssignment Assignment = new()
    {
        Version = 2, Leader = "l", LeaderUrl = "http://h:1/", ConfigOffset = 7, DelayMilliseconds = 300000,
        Assigned = [new ConnectorAssignment("c", [ConnectorAssignment.ConnectorInstance, 0])],
        Revoked = [new ConnectorAssignment("d", [1])],
    };

    [Fact]
    public void Eager_metadata_is_version_url_and_offset() =>
        Convert.ToHexString(GroupProtocolCodec.Write(new WorkerMetadata(0, "u", 5, null))).Should().Be("0000" + "000175" + "0000000000000005");

    [Fact]
    public void Sessioned_metadata_without_allocation_ends_in_null_bytes() =>
        Convert.ToHexString(GroupProtocolCodec.Write(new WorkerMetadata(2, "u", 5, null))).Should().Be("0002" + "000175" + "0000000000000005" + "FFFFFFFF");

    [Theory]
    [InlineData((short)1)]
    [InlineData((short)2)]
    public void An_allocation_survives_the_wire(short version)
    {
        var metadata = new WorkerMetadata(version, "http://h:2/", 9, Assignment with { Version = version });

        var read = GroupProtocolCodec.ReadMetadata(GroupProtocolCodec.Write(metadata));

        read.Should().BeEquivalentTo(metadata);
    }

    [Fact]
    public void Eager_assignments_know_no_revocation()
    {
        var read = GroupProtocolCodec.ReadAssignment(GroupProtocolCodec.Write(Assignment with { Version = 0 }));

        read.Should().BeEquivalentTo(Assignment with { Version = 0, Revoked = [], DelayMilliseconds = 0 });
    }

    [Fact]
    public void Null_arrays_read_as_empty()
    {
        var bytes = Convert.FromHexString("0001" + "0000" + "00016C" + "000175" + "0000000000000005" + "FFFFFFFF" + "FFFFFFFF" + "00000000");

        GroupProtocolCodec.ReadAssignment(bytes).Assigned.Should().BeEmpty();
    }

    [Fact]
    public void A_cut_blob_is_refused() =>
        FluentActions.Invoking(() => GroupProtocolCodec.ReadAssignment(GroupProtocolCodec.Write(Assignment).AsMemory(0, 20))).Should().Throw<KafkaProtocolException>();
}
