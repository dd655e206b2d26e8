namespace StreamEngine.Config;

/// <summary>SE7: secrets.</summary>
[ErrorFamily]
public static class SecretErrors
{
    public static readonly ErrorCode Literal = new("SE7003", "a secret in plain text",
        "A file is read, shared and logged; a secret in it is no secret.",
        "Put the value into the environment and write secret:NAME, with NAME under secrets.",
        "api_key: abc123",
        "secrets: [API_KEY]\n…\napi_key: secret:API_KEY");
}
