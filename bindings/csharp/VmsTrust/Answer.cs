// What a call that can fail answers: nothing, text or bytes, or an exception with the library's sentence.
namespace VmsTrust;

internal static class Answer
{
    internal static void Check(ErrorCode code, ErrorHandle error)
    {
        using (error) {
            if (code != ErrorCode.Ok) {
                throw Failure(code, error);
            }
        }
    }

    internal static T Check<T>(ErrorCode code, T made, ErrorHandle error) where T : Handle
    {
        Check(code, error);
        return made;
    }

    internal static string Text(ErrorCode code, BytesHandle made, ErrorHandle error)
    {
        using (made) {
            Check(code, error);
            return Foreign.Text(made);
        }
    }

    internal static byte[] Bytes(ErrorCode code, BytesHandle made, ErrorHandle error)
    {
        using (made) {
            Check(code, error);
            return Foreign.Bytes(made);
        }
    }

    internal static VmsTrustException Failure(ErrorCode code, ErrorHandle error)
    {
        using Hold hold = error.Hold();
        string text = Foreign.Text(NativeMethods.vmstrust_error_get_text(error));
        if (text.Length == 0) {
            text = code.GetText();
        }
        return code == ErrorCode.Untrusted
            ? new UntrustedException(text, null)
            : new VmsTrustException(NativeMethods.vmstrust_error_get_code(error) is var kept && kept != ErrorCode.Ok
                                        ? kept : code,
                                    text, NativeMethods.vmstrust_error_get_offset(error));
    }
}
