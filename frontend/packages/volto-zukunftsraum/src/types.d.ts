/** Set by the build: is this the server or the browser? */
declare const __SERVER__: boolean;

declare module 'jwt-decode' {
  export default function jwtDecode<T>(token: string): T;
}
