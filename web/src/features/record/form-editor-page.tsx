export default function FormEditorPage() {
  return null;
}
