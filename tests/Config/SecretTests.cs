using StreamEngine.Config;

namespace StreamEngine.Tests.Config;

public sealed class SecretTests
{
    [Fact]
    public void SecretInPlainText_IsRefusedAndNotShown()
    {
        var problems = new Problems();
        OptionsReader.Read<KeyOptions>(Reading.Good("api_key: hunter2"), "orders", new OptionSpans(default), problems);

        Assert.Equal(
            ["t.yaml:1:10: error SE7003: orders: option 'api_key' is written out; it must be a secret such as secret:API_KEY, never the secret itself; put the value into the environment and write secret:NAME"],
            Reading.Lines(problems));
    }

    private sealed record KeyOptions
    {
        /// <summary>The key.</summary>
        [Required]
        public Secret ApiKey { get; init; } = new("");
    }
}
